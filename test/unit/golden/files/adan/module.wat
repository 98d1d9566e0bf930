(module
 (type $0 (func (param i32 i32)))
 (import "env" "memory" (memory $mimport$0 1))
 (export "update" (func $0))
 (func $0 (param $0 i32) (param $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 i32)
  (local $6 i32)
  (local $7 i32)
  (local $8 i32)
  (local $9 i32)
  (local $10 i32)
  (local $11 i32)
  (local $12 i32)
  (local $13 f32)
  (local $14 f32)
  (local $15 f32)
  (local $16 f32)
  (local $17 f32)
  (local $18 f32)
  (local $19 f32)
  (local $20 f32)
  (local $21 f32)
  (local $22 f32)
  (local $23 f32)
  (local $24 f32)
  (local $25 f32)
  (local $26 v128)
  (local $27 v128)
  (local $28 v128)
  (local $29 v128)
  (local $30 v128)
  (local $31 v128)
  (local $32 v128)
  (local $33 v128)
  (local $34 v128)
  (local $35 v128)
  (local $36 v128)
  (local $37 v128)
  (local $38 v128)
  (local $39 v128)
  (local $40 v128)
  (local $41 v128)
  (local $42 v128)
  (local $43 v128)
  (local $44 v128)
  (local $45 v128)
  (local $46 v128)
  (local $47 v128)
  (local $48 v128)
  (local $49 v128)
  (local $50 v128)
  (local $51 v128)
  (local $52 v128)
  (local $53 v128)
  (local $54 v128)
  (local $55 v128)
  (local $56 v128)
  (local $57 v128)
  (local $58 v128)
  (local $59 v128)
  (local $60 v128)
  (local.set $2
   (i32.load
    (local.get $0)
   )
  )
  (local.set $3
   (i32.load offset=4
    (local.get $0)
   )
  )
  (local.set $4
   (i32.load offset=8
    (local.get $0)
   )
  )
  (local.set $5
   (i32.load offset=12
    (local.get $0)
   )
  )
  (local.set $6
   (i32.load offset=16
    (local.get $0)
   )
  )
  (local.set $7
   (i32.load offset=20
    (local.get $0)
   )
  )
  (local.set $8
   (i32.load offset=24
    (local.get $0)
   )
  )
  (local.set $13
   (f32.load
    (local.get $1)
   )
  )
  (local.set $14
   (f32.load offset=4
    (local.get $1)
   )
  )
  (local.set $15
   (f32.load offset=8
    (local.get $1)
   )
  )
  (local.set $16
   (f32.load offset=12
    (local.get $1)
   )
  )
  (local.set $17
   (f32.load offset=16
    (local.get $1)
   )
  )
  (local.set $18
   (f32.load offset=20
    (local.get $1)
   )
  )
  (local.set $19
   (f32.load offset=24
    (local.get $1)
   )
  )
  (local.set $20
   (f32.load offset=28
    (local.get $1)
   )
  )
  (local.set $21
   (f32.load offset=32
    (local.get $1)
   )
  )
  (local.set $22
   (f32.load offset=36
    (local.get $1)
   )
  )
  (local.set $23
   (f32.load offset=40
    (local.get $1)
   )
  )
  (local.set $24
   (f32.load offset=44
    (local.get $1)
   )
  )
  (local.set $25
   (f32.load offset=48
    (local.get $1)
   )
  )
  (local.set $10
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -64)
   )
  )
  (local.set $11
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -16)
   )
  )
  (local.set $12
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -4)
   )
  )
  (local.set $26
   (f32x4.splat
    (local.get $13)
   )
  )
  (local.set $27
   (f32x4.splat
    (local.get $14)
   )
  )
  (local.set $28
   (f32x4.splat
    (local.get $15)
   )
  )
  (local.set $29
   (f32x4.splat
    (local.get $16)
   )
  )
  (local.set $30
   (f32x4.splat
    (local.get $17)
   )
  )
  (local.set $31
   (f32x4.splat
    (local.get $18)
   )
  )
  (local.set $32
   (f32x4.splat
    (local.get $19)
   )
  )
  (local.set $33
   (f32x4.splat
    (local.get $20)
   )
  )
  (local.set $34
   (f32x4.splat
    (local.get $21)
   )
  )
  (local.set $35
   (f32x4.splat
    (local.get $22)
   )
  )
  (local.set $36
   (f32x4.splat
    (local.get $23)
   )
  )
  (local.set $37
   (f32x4.splat
    (local.get $24)
   )
  )
  (local.set $38
   (f32x4.splat
    (local.get $25)
   )
  )
  (local.set $9
   (i32.const 0)
  )
  (if
   (i32.lt_u
    (local.get $9)
    (local.get $10)
   )
   (then
    (loop $label
     (local.set $39
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $9)
       )
      )
     )
     (local.set $40
      (v128.load align=4
       (i32.add
        (local.get $8)
        (local.get $9)
       )
      )
     )
     (local.set $41
      (v128.load align=4
       (i32.add
        (local.get $5)
        (local.get $9)
       )
      )
     )
     (local.set $42
      (v128.load align=4
       (i32.add
        (local.get $6)
        (local.get $9)
       )
      )
     )
     (local.set $43
      (v128.load align=4
       (i32.add
        (local.get $7)
        (local.get $9)
       )
      )
     )
     (local.set $44
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $9)
       )
      )
     )
     (local.set $45
      (v128.bitselect
       (f32x4.splat
        (f32.const 0)
       )
       (f32x4.sub
        (local.get $39)
        (local.get $40)
       )
       (f32x4.eq
        (local.get $26)
        (f32x4.splat
         (f32.const 1)
        )
       )
      )
     )
     (local.set $46
      (f32x4.add
       (f32x4.mul
        (local.get $27)
        (local.get $41)
       )
       (f32x4.mul
        (local.get $28)
        (local.get $39)
       )
      )
     )
     (local.set $47
      (f32x4.add
       (f32x4.mul
        (local.get $29)
        (local.get $42)
       )
       (f32x4.mul
        (local.get $30)
        (local.get $45)
       )
      )
     )
     (local.set $49
      (f32x4.add
       (f32x4.mul
        (local.get $31)
        (local.get $43)
       )
       (f32x4.mul
        (local.get $32)
        (f32x4.mul
         (local.tee $48
          (f32x4.add
           (local.get $39)
           (f32x4.mul
            (local.get $29)
            (local.get $45)
           )
          )
         )
         (local.get $48)
        )
       )
      )
     )
     (local.set $50
      (f32x4.mul
       (local.get $46)
       (local.get $33)
      )
     )
     (local.set $51
      (f32x4.mul
       (local.get $47)
       (local.get $34)
      )
     )
     (local.set $52
      (f32x4.mul
       (local.get $49)
       (local.get $35)
      )
     )
     (local.set $53
      (f32x4.sub
       (local.get $44)
       (f32x4.div
        (f32x4.mul
         (local.get $36)
         (f32x4.add
          (local.get $50)
          (f32x4.mul
           (local.get $29)
           (local.get $51)
          )
         )
        )
        (f32x4.add
         (f32x4.sqrt
          (local.get $52)
         )
         (local.get $37)
        )
       )
      )
     )
     (local.set $54
      (f32x4.mul
       (local.get $53)
       (local.get $38)
      )
     )
     (local.set $55
      (local.get $39)
     )
     (v128.store align=4
      (i32.add
       (local.get $3)
       (local.get $9)
      )
      (local.get $54)
     )
     (v128.store align=4
      (i32.add
       (local.get $5)
       (local.get $9)
      )
      (local.get $46)
     )
     (v128.store align=4
      (i32.add
       (local.get $6)
       (local.get $9)
      )
      (local.get $47)
     )
     (v128.store align=4
      (i32.add
       (local.get $7)
       (local.get $9)
      )
      (local.get $49)
     )
     (v128.store align=4
      (i32.add
       (local.get $8)
       (local.get $9)
      )
      (local.get $55)
     )
     (local.set $39
      (v128.load offset=16 align=4
       (i32.add
        (local.get $4)
        (local.get $9)
       )
      )
     )
     (local.set $40
      (v128.load offset=16 align=4
       (i32.add
        (local.get $8)
        (local.get $9)
       )
      )
     )
     (local.set $41
      (v128.load offset=16 align=4
       (i32.add
        (local.get $5)
        (local.get $9)
       )
      )
     )
     (local.set $42
      (v128.load offset=16 align=4
       (i32.add
        (local.get $6)
        (local.get $9)
       )
      )
     )
     (local.set $43
      (v128.load offset=16 align=4
       (i32.add
        (local.get $7)
        (local.get $9)
       )
      )
     )
     (local.set $44
      (v128.load offset=16 align=4
       (i32.add
        (local.get $3)
        (local.get $9)
       )
      )
     )
     (local.set $45
      (v128.bitselect
       (f32x4.splat
        (f32.const 0)
       )
       (f32x4.sub
        (local.get $39)
        (local.get $40)
       )
       (f32x4.eq
        (local.get $26)
        (f32x4.splat
         (f32.const 1)
        )
       )
      )
     )
     (local.set $46
      (f32x4.add
       (f32x4.mul
        (local.get $27)
        (local.get $41)
       )
       (f32x4.mul
        (local.get $28)
        (local.get $39)
       )
      )
     )
     (local.set $47
      (f32x4.add
       (f32x4.mul
        (local.get $29)
        (local.get $42)
       )
       (f32x4.mul
        (local.get $30)
        (local.get $45)
       )
      )
     )
     (local.set $49
      (f32x4.add
       (f32x4.mul
        (local.get $31)
        (local.get $43)
       )
       (f32x4.mul
        (local.get $32)
        (f32x4.mul
         (local.tee $56
          (f32x4.add
           (local.get $39)
           (f32x4.mul
            (local.get $29)
            (local.get $45)
           )
          )
         )
         (local.get $56)
        )
       )
      )
     )
     (local.set $50
      (f32x4.mul
       (local.get $46)
       (local.get $33)
      )
     )
     (local.set $51
      (f32x4.mul
       (local.get $47)
       (local.get $34)
      )
     )
     (local.set $52
      (f32x4.mul
       (local.get $49)
       (local.get $35)
      )
     )
     (local.set $53
      (f32x4.sub
       (local.get $44)
       (f32x4.div
        (f32x4.mul
         (local.get $36)
         (f32x4.add
          (local.get $50)
          (f32x4.mul
           (local.get $29)
           (local.get $51)
          )
         )
        )
        (f32x4.add
         (f32x4.sqrt
          (local.get $52)
         )
         (local.get $37)
        )
       )
      )
     )
     (local.set $54
      (f32x4.mul
       (local.get $53)
       (local.get $38)
      )
     )
     (local.set $55
      (local.get $39)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $3)
       (local.get $9)
      )
      (local.get $54)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $5)
       (local.get $9)
      )
      (local.get $46)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $6)
       (local.get $9)
      )
      (local.get $47)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $7)
       (local.get $9)
      )
      (local.get $49)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $8)
       (local.get $9)
      )
      (local.get $55)
     )
     (local.set $39
      (v128.load offset=32 align=4
       (i32.add
        (local.get $4)
        (local.get $9)
       )
      )
     )
     (local.set $40
      (v128.load offset=32 align=4
       (i32.add
        (local.get $8)
        (local.get $9)
       )
      )
     )
     (local.set $41
      (v128.load offset=32 align=4
       (i32.add
        (local.get $5)
        (local.get $9)
       )
      )
     )
     (local.set $42
      (v128.load offset=32 align=4
       (i32.add
        (local.get $6)
        (local.get $9)
       )
      )
     )
     (local.set $43
      (v128.load offset=32 align=4
       (i32.add
        (local.get $7)
        (local.get $9)
       )
      )
     )
     (local.set $44
      (v128.load offset=32 align=4
       (i32.add
        (local.get $3)
        (local.get $9)
       )
      )
     )
     (local.set $45
      (v128.bitselect
       (f32x4.splat
        (f32.const 0)
       )
       (f32x4.sub
        (local.get $39)
        (local.get $40)
       )
       (f32x4.eq
        (local.get $26)
        (f32x4.splat
         (f32.const 1)
        )
       )
      )
     )
     (local.set $46
      (f32x4.add
       (f32x4.mul
        (local.get $27)
        (local.get $41)
       )
       (f32x4.mul
        (local.get $28)
        (local.get $39)
       )
      )
     )
     (local.set $47
      (f32x4.add
       (f32x4.mul
        (local.get $29)
        (local.get $42)
       )
       (f32x4.mul
        (local.get $30)
        (local.get $45)
       )
      )
     )
     (local.set $49
      (f32x4.add
       (f32x4.mul
        (local.get $31)
        (local.get $43)
       )
       (f32x4.mul
        (local.get $32)
        (f32x4.mul
         (local.tee $57
          (f32x4.add
           (local.get $39)
           (f32x4.mul
            (local.get $29)
            (local.get $45)
           )
          )
         )
         (local.get $57)
        )
       )
      )
     )
     (local.set $50
      (f32x4.mul
       (local.get $46)
       (local.get $33)
      )
     )
     (local.set $51
      (f32x4.mul
       (local.get $47)
       (local.get $34)
      )
     )
     (local.set $52
      (f32x4.mul
       (local.get $49)
       (local.get $35)
      )
     )
     (local.set $53
      (f32x4.sub
       (local.get $44)
       (f32x4.div
        (f32x4.mul
         (local.get $36)
         (f32x4.add
          (local.get $50)
          (f32x4.mul
           (local.get $29)
           (local.get $51)
          )
         )
        )
        (f32x4.add
         (f32x4.sqrt
          (local.get $52)
         )
         (local.get $37)
        )
       )
      )
     )
     (local.set $54
      (f32x4.mul
       (local.get $53)
       (local.get $38)
      )
     )
     (local.set $55
      (local.get $39)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $3)
       (local.get $9)
      )
      (local.get $54)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $5)
       (local.get $9)
      )
      (local.get $46)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $6)
       (local.get $9)
      )
      (local.get $47)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $7)
       (local.get $9)
      )
      (local.get $49)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $8)
       (local.get $9)
      )
      (local.get $55)
     )
     (local.set $39
      (v128.load offset=48 align=4
       (i32.add
        (local.get $4)
        (local.get $9)
       )
      )
     )
     (local.set $40
      (v128.load offset=48 align=4
       (i32.add
        (local.get $8)
        (local.get $9)
       )
      )
     )
     (local.set $41
      (v128.load offset=48 align=4
       (i32.add
        (local.get $5)
        (local.get $9)
       )
      )
     )
     (local.set $42
      (v128.load offset=48 align=4
       (i32.add
        (local.get $6)
        (local.get $9)
       )
      )
     )
     (local.set $43
      (v128.load offset=48 align=4
       (i32.add
        (local.get $7)
        (local.get $9)
       )
      )
     )
     (local.set $44
      (v128.load offset=48 align=4
       (i32.add
        (local.get $3)
        (local.get $9)
       )
      )
     )
     (local.set $45
      (v128.bitselect
       (f32x4.splat
        (f32.const 0)
       )
       (f32x4.sub
        (local.get $39)
        (local.get $40)
       )
       (f32x4.eq
        (local.get $26)
        (f32x4.splat
         (f32.const 1)
        )
       )
      )
     )
     (local.set $46
      (f32x4.add
       (f32x4.mul
        (local.get $27)
        (local.get $41)
       )
       (f32x4.mul
        (local.get $28)
        (local.get $39)
       )
      )
     )
     (local.set $47
      (f32x4.add
       (f32x4.mul
        (local.get $29)
        (local.get $42)
       )
       (f32x4.mul
        (local.get $30)
        (local.get $45)
       )
      )
     )
     (local.set $49
      (f32x4.add
       (f32x4.mul
        (local.get $31)
        (local.get $43)
       )
       (f32x4.mul
        (local.get $32)
        (f32x4.mul
         (local.tee $58
          (f32x4.add
           (local.get $39)
           (f32x4.mul
            (local.get $29)
            (local.get $45)
           )
          )
         )
         (local.get $58)
        )
       )
      )
     )
     (local.set $50
      (f32x4.mul
       (local.get $46)
       (local.get $33)
      )
     )
     (local.set $51
      (f32x4.mul
       (local.get $47)
       (local.get $34)
      )
     )
     (local.set $52
      (f32x4.mul
       (local.get $49)
       (local.get $35)
      )
     )
     (local.set $53
      (f32x4.sub
       (local.get $44)
       (f32x4.div
        (f32x4.mul
         (local.get $36)
         (f32x4.add
          (local.get $50)
          (f32x4.mul
           (local.get $29)
           (local.get $51)
          )
         )
        )
        (f32x4.add
         (f32x4.sqrt
          (local.get $52)
         )
         (local.get $37)
        )
       )
      )
     )
     (local.set $54
      (f32x4.mul
       (local.get $53)
       (local.get $38)
      )
     )
     (local.set $55
      (local.get $39)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $3)
       (local.get $9)
      )
      (local.get $54)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $5)
       (local.get $9)
      )
      (local.get $46)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $6)
       (local.get $9)
      )
      (local.get $47)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $7)
       (local.get $9)
      )
      (local.get $49)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $8)
       (local.get $9)
      )
      (local.get $55)
     )
     (br_if $label
      (i32.lt_u
       (local.tee $9
        (i32.add
         (local.get $9)
         (i32.const 64)
        )
       )
       (local.get $10)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $9)
    (local.get $11)
   )
   (then
    (loop $label1
     (local.set $39
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $9)
       )
      )
     )
     (local.set $40
      (v128.load align=4
       (i32.add
        (local.get $8)
        (local.get $9)
       )
      )
     )
     (local.set $41
      (v128.load align=4
       (i32.add
        (local.get $5)
        (local.get $9)
       )
      )
     )
     (local.set $42
      (v128.load align=4
       (i32.add
        (local.get $6)
        (local.get $9)
       )
      )
     )
     (local.set $43
      (v128.load align=4
       (i32.add
        (local.get $7)
        (local.get $9)
       )
      )
     )
     (local.set $44
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $9)
       )
      )
     )
     (local.set $45
      (v128.bitselect
       (f32x4.splat
        (f32.const 0)
       )
       (f32x4.sub
        (local.get $39)
        (local.get $40)
       )
       (f32x4.eq
        (local.get $26)
        (f32x4.splat
         (f32.const 1)
        )
       )
      )
     )
     (local.set $46
      (f32x4.add
       (f32x4.mul
        (local.get $27)
        (local.get $41)
       )
       (f32x4.mul
        (local.get $28)
        (local.get $39)
       )
      )
     )
     (local.set $47
      (f32x4.add
       (f32x4.mul
        (local.get $29)
        (local.get $42)
       )
       (f32x4.mul
        (local.get $30)
        (local.get $45)
       )
      )
     )
     (local.set $49
      (f32x4.add
       (f32x4.mul
        (local.get $31)
        (local.get $43)
       )
       (f32x4.mul
        (local.get $32)
        (f32x4.mul
         (local.tee $59
          (f32x4.add
           (local.get $39)
           (f32x4.mul
            (local.get $29)
            (local.get $45)
           )
          )
         )
         (local.get $59)
        )
       )
      )
     )
     (local.set $50
      (f32x4.mul
       (local.get $46)
       (local.get $33)
      )
     )
     (local.set $51
      (f32x4.mul
       (local.get $47)
       (local.get $34)
      )
     )
     (local.set $52
      (f32x4.mul
       (local.get $49)
       (local.get $35)
      )
     )
     (local.set $53
      (f32x4.sub
       (local.get $44)
       (f32x4.div
        (f32x4.mul
         (local.get $36)
         (f32x4.add
          (local.get $50)
          (f32x4.mul
           (local.get $29)
           (local.get $51)
          )
         )
        )
        (f32x4.add
         (f32x4.sqrt
          (local.get $52)
         )
         (local.get $37)
        )
       )
      )
     )
     (local.set $54
      (f32x4.mul
       (local.get $53)
       (local.get $38)
      )
     )
     (local.set $55
      (local.get $39)
     )
     (v128.store align=4
      (i32.add
       (local.get $3)
       (local.get $9)
      )
      (local.get $54)
     )
     (v128.store align=4
      (i32.add
       (local.get $5)
       (local.get $9)
      )
      (local.get $46)
     )
     (v128.store align=4
      (i32.add
       (local.get $6)
       (local.get $9)
      )
      (local.get $47)
     )
     (v128.store align=4
      (i32.add
       (local.get $7)
       (local.get $9)
      )
      (local.get $49)
     )
     (v128.store align=4
      (i32.add
       (local.get $8)
       (local.get $9)
      )
      (local.get $55)
     )
     (br_if $label1
      (i32.lt_u
       (local.tee $9
        (i32.add
         (local.get $9)
         (i32.const 16)
        )
       )
       (local.get $11)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $9)
    (local.get $12)
   )
   (then
    (loop $label2
     (local.set $39
      (v128.load32_zero
       (i32.add
        (local.get $4)
        (local.get $9)
       )
      )
     )
     (local.set $40
      (v128.load32_zero
       (i32.add
        (local.get $8)
        (local.get $9)
       )
      )
     )
     (local.set $41
      (v128.load32_zero
       (i32.add
        (local.get $5)
        (local.get $9)
       )
      )
     )
     (local.set $42
      (v128.load32_zero
       (i32.add
        (local.get $6)
        (local.get $9)
       )
      )
     )
     (local.set $43
      (v128.load32_zero
       (i32.add
        (local.get $7)
        (local.get $9)
       )
      )
     )
     (local.set $44
      (v128.load32_zero
       (i32.add
        (local.get $3)
        (local.get $9)
       )
      )
     )
     (local.set $45
      (v128.bitselect
       (f32x4.splat
        (f32.const 0)
       )
       (f32x4.sub
        (local.get $39)
        (local.get $40)
       )
       (f32x4.eq
        (local.get $26)
        (f32x4.splat
         (f32.const 1)
        )
       )
      )
     )
     (local.set $46
      (f32x4.add
       (f32x4.mul
        (local.get $27)
        (local.get $41)
       )
       (f32x4.mul
        (local.get $28)
        (local.get $39)
       )
      )
     )
     (local.set $47
      (f32x4.add
       (f32x4.mul
        (local.get $29)
        (local.get $42)
       )
       (f32x4.mul
        (local.get $30)
        (local.get $45)
       )
      )
     )
     (local.set $49
      (f32x4.add
       (f32x4.mul
        (local.get $31)
        (local.get $43)
       )
       (f32x4.mul
        (local.get $32)
        (f32x4.mul
         (local.tee $60
          (f32x4.add
           (local.get $39)
           (f32x4.mul
            (local.get $29)
            (local.get $45)
           )
          )
         )
         (local.get $60)
        )
       )
      )
     )
     (local.set $50
      (f32x4.mul
       (local.get $46)
       (local.get $33)
      )
     )
     (local.set $51
      (f32x4.mul
       (local.get $47)
       (local.get $34)
      )
     )
     (local.set $52
      (f32x4.mul
       (local.get $49)
       (local.get $35)
      )
     )
     (local.set $53
      (f32x4.sub
       (local.get $44)
       (f32x4.div
        (f32x4.mul
         (local.get $36)
         (f32x4.add
          (local.get $50)
          (f32x4.mul
           (local.get $29)
           (local.get $51)
          )
         )
        )
        (f32x4.add
         (f32x4.sqrt
          (local.get $52)
         )
         (local.get $37)
        )
       )
      )
     )
     (local.set $54
      (f32x4.mul
       (local.get $53)
       (local.get $38)
      )
     )
     (local.set $55
      (local.get $39)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $3)
       (local.get $9)
      )
      (local.get $54)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $5)
       (local.get $9)
      )
      (local.get $46)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $6)
       (local.get $9)
      )
      (local.get $47)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $7)
       (local.get $9)
      )
      (local.get $49)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $8)
       (local.get $9)
      )
      (local.get $55)
     )
     (br_if $label2
      (i32.lt_u
       (local.tee $9
        (i32.add
         (local.get $9)
         (i32.const 4)
        )
       )
       (local.get $12)
      )
     )
    )
   )
  )
 )
)
