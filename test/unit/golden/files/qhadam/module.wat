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
  (local $11 f32)
  (local $12 f32)
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
  (local $23 v128)
  (local $24 v128)
  (local $25 v128)
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
  (local.set $11
   (f32.load
    (local.get $1)
   )
  )
  (local.set $12
   (f32.load offset=4
    (local.get $1)
   )
  )
  (local.set $13
   (f32.load offset=8
    (local.get $1)
   )
  )
  (local.set $14
   (f32.load offset=12
    (local.get $1)
   )
  )
  (local.set $15
   (f32.load offset=16
    (local.get $1)
   )
  )
  (local.set $16
   (f32.load offset=20
    (local.get $1)
   )
  )
  (local.set $17
   (f32.load offset=24
    (local.get $1)
   )
  )
  (local.set $18
   (f32.load offset=28
    (local.get $1)
   )
  )
  (local.set $19
   (f32.load offset=32
    (local.get $1)
   )
  )
  (local.set $20
   (f32.load offset=36
    (local.get $1)
   )
  )
  (local.set $21
   (f32.load offset=40
    (local.get $1)
   )
  )
  (local.set $22
   (f32.load offset=44
    (local.get $1)
   )
  )
  (local.set $8
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -64)
   )
  )
  (local.set $9
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -16)
   )
  )
  (local.set $10
   (i32.and
    (i32.shl
     (local.get $2)
     (i32.const 2)
    )
    (i32.const -4)
   )
  )
  (local.set $23
   (f32x4.splat
    (local.get $11)
   )
  )
  (local.set $24
   (f32x4.splat
    (local.get $12)
   )
  )
  (local.set $25
   (f32x4.splat
    (local.get $13)
   )
  )
  (local.set $26
   (f32x4.splat
    (local.get $14)
   )
  )
  (local.set $27
   (f32x4.splat
    (local.get $15)
   )
  )
  (local.set $28
   (f32x4.splat
    (local.get $16)
   )
  )
  (local.set $29
   (f32x4.splat
    (local.get $17)
   )
  )
  (local.set $30
   (f32x4.splat
    (local.get $18)
   )
  )
  (local.set $31
   (f32x4.splat
    (local.get $19)
   )
  )
  (local.set $32
   (f32x4.splat
    (local.get $20)
   )
  )
  (local.set $33
   (f32x4.splat
    (local.get $21)
   )
  )
  (local.set $34
   (f32x4.splat
    (local.get $22)
   )
  )
  (local.set $7
   (i32.const 0)
  )
  (if
   (i32.lt_u
    (local.get $7)
    (local.get $8)
   )
   (then
    (loop $label
     (local.set $35
      (v128.load align=4
       (i32.add
        (local.get $5)
        (local.get $7)
       )
      )
     )
     (local.set $36
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $7)
       )
      )
     )
     (local.set $37
      (v128.load align=4
       (i32.add
        (local.get $6)
        (local.get $7)
       )
      )
     )
     (local.set $38
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $7)
       )
      )
     )
     (local.set $39
      (f32x4.add
       (f32x4.mul
        (local.get $23)
        (local.get $35)
       )
       (f32x4.mul
        (local.get $24)
        (local.get $36)
       )
      )
     )
     (local.set $41
      (f32x4.add
       (f32x4.mul
        (local.get $25)
        (local.get $37)
       )
       (f32x4.mul
        (local.get $26)
        (f32x4.mul
         (local.tee $40
          (local.get $36)
         )
         (local.get $40)
        )
       )
      )
     )
     (local.set $42
      (f32x4.mul
       (local.get $39)
       (local.get $27)
      )
     )
     (local.set $43
      (f32x4.mul
       (local.get $41)
       (local.get $28)
      )
     )
     (local.set $45
      (f32x4.sub
       (local.get $38)
       (f32x4.div
        (f32x4.mul
         (local.get $29)
         (f32x4.add
          (f32x4.mul
           (local.get $30)
           (local.get $36)
          )
          (f32x4.mul
           (local.get $31)
           (local.get $42)
          )
         )
        )
        (f32x4.add
         (f32x4.sqrt
          (f32x4.add
           (f32x4.mul
            (local.get $32)
            (f32x4.mul
             (local.tee $44
              (local.get $36)
             )
             (local.get $44)
            )
           )
           (f32x4.mul
            (local.get $33)
            (local.get $43)
           )
          )
         )
         (local.get $34)
        )
       )
      )
     )
     (v128.store align=4
      (i32.add
       (local.get $3)
       (local.get $7)
      )
      (local.get $45)
     )
     (v128.store align=4
      (i32.add
       (local.get $5)
       (local.get $7)
      )
      (local.get $39)
     )
     (v128.store align=4
      (i32.add
       (local.get $6)
       (local.get $7)
      )
      (local.get $41)
     )
     (local.set $35
      (v128.load offset=16 align=4
       (i32.add
        (local.get $5)
        (local.get $7)
       )
      )
     )
     (local.set $36
      (v128.load offset=16 align=4
       (i32.add
        (local.get $4)
        (local.get $7)
       )
      )
     )
     (local.set $37
      (v128.load offset=16 align=4
       (i32.add
        (local.get $6)
        (local.get $7)
       )
      )
     )
     (local.set $38
      (v128.load offset=16 align=4
       (i32.add
        (local.get $3)
        (local.get $7)
       )
      )
     )
     (local.set $39
      (f32x4.add
       (f32x4.mul
        (local.get $23)
        (local.get $35)
       )
       (f32x4.mul
        (local.get $24)
        (local.get $36)
       )
      )
     )
     (local.set $41
      (f32x4.add
       (f32x4.mul
        (local.get $25)
        (local.get $37)
       )
       (f32x4.mul
        (local.get $26)
        (f32x4.mul
         (local.tee $46
          (local.get $36)
         )
         (local.get $46)
        )
       )
      )
     )
     (local.set $42
      (f32x4.mul
       (local.get $39)
       (local.get $27)
      )
     )
     (local.set $43
      (f32x4.mul
       (local.get $41)
       (local.get $28)
      )
     )
     (local.set $45
      (f32x4.sub
       (local.get $38)
       (f32x4.div
        (f32x4.mul
         (local.get $29)
         (f32x4.add
          (f32x4.mul
           (local.get $30)
           (local.get $36)
          )
          (f32x4.mul
           (local.get $31)
           (local.get $42)
          )
         )
        )
        (f32x4.add
         (f32x4.sqrt
          (f32x4.add
           (f32x4.mul
            (local.get $32)
            (f32x4.mul
             (local.tee $47
              (local.get $36)
             )
             (local.get $47)
            )
           )
           (f32x4.mul
            (local.get $33)
            (local.get $43)
           )
          )
         )
         (local.get $34)
        )
       )
      )
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $3)
       (local.get $7)
      )
      (local.get $45)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $5)
       (local.get $7)
      )
      (local.get $39)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $6)
       (local.get $7)
      )
      (local.get $41)
     )
     (local.set $35
      (v128.load offset=32 align=4
       (i32.add
        (local.get $5)
        (local.get $7)
       )
      )
     )
     (local.set $36
      (v128.load offset=32 align=4
       (i32.add
        (local.get $4)
        (local.get $7)
       )
      )
     )
     (local.set $37
      (v128.load offset=32 align=4
       (i32.add
        (local.get $6)
        (local.get $7)
       )
      )
     )
     (local.set $38
      (v128.load offset=32 align=4
       (i32.add
        (local.get $3)
        (local.get $7)
       )
      )
     )
     (local.set $39
      (f32x4.add
       (f32x4.mul
        (local.get $23)
        (local.get $35)
       )
       (f32x4.mul
        (local.get $24)
        (local.get $36)
       )
      )
     )
     (local.set $41
      (f32x4.add
       (f32x4.mul
        (local.get $25)
        (local.get $37)
       )
       (f32x4.mul
        (local.get $26)
        (f32x4.mul
         (local.tee $48
          (local.get $36)
         )
         (local.get $48)
        )
       )
      )
     )
     (local.set $42
      (f32x4.mul
       (local.get $39)
       (local.get $27)
      )
     )
     (local.set $43
      (f32x4.mul
       (local.get $41)
       (local.get $28)
      )
     )
     (local.set $45
      (f32x4.sub
       (local.get $38)
       (f32x4.div
        (f32x4.mul
         (local.get $29)
         (f32x4.add
          (f32x4.mul
           (local.get $30)
           (local.get $36)
          )
          (f32x4.mul
           (local.get $31)
           (local.get $42)
          )
         )
        )
        (f32x4.add
         (f32x4.sqrt
          (f32x4.add
           (f32x4.mul
            (local.get $32)
            (f32x4.mul
             (local.tee $49
              (local.get $36)
             )
             (local.get $49)
            )
           )
           (f32x4.mul
            (local.get $33)
            (local.get $43)
           )
          )
         )
         (local.get $34)
        )
       )
      )
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $3)
       (local.get $7)
      )
      (local.get $45)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $5)
       (local.get $7)
      )
      (local.get $39)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $6)
       (local.get $7)
      )
      (local.get $41)
     )
     (local.set $35
      (v128.load offset=48 align=4
       (i32.add
        (local.get $5)
        (local.get $7)
       )
      )
     )
     (local.set $36
      (v128.load offset=48 align=4
       (i32.add
        (local.get $4)
        (local.get $7)
       )
      )
     )
     (local.set $37
      (v128.load offset=48 align=4
       (i32.add
        (local.get $6)
        (local.get $7)
       )
      )
     )
     (local.set $38
      (v128.load offset=48 align=4
       (i32.add
        (local.get $3)
        (local.get $7)
       )
      )
     )
     (local.set $39
      (f32x4.add
       (f32x4.mul
        (local.get $23)
        (local.get $35)
       )
       (f32x4.mul
        (local.get $24)
        (local.get $36)
       )
      )
     )
     (local.set $41
      (f32x4.add
       (f32x4.mul
        (local.get $25)
        (local.get $37)
       )
       (f32x4.mul
        (local.get $26)
        (f32x4.mul
         (local.tee $50
          (local.get $36)
         )
         (local.get $50)
        )
       )
      )
     )
     (local.set $42
      (f32x4.mul
       (local.get $39)
       (local.get $27)
      )
     )
     (local.set $43
      (f32x4.mul
       (local.get $41)
       (local.get $28)
      )
     )
     (local.set $45
      (f32x4.sub
       (local.get $38)
       (f32x4.div
        (f32x4.mul
         (local.get $29)
         (f32x4.add
          (f32x4.mul
           (local.get $30)
           (local.get $36)
          )
          (f32x4.mul
           (local.get $31)
           (local.get $42)
          )
         )
        )
        (f32x4.add
         (f32x4.sqrt
          (f32x4.add
           (f32x4.mul
            (local.get $32)
            (f32x4.mul
             (local.tee $51
              (local.get $36)
             )
             (local.get $51)
            )
           )
           (f32x4.mul
            (local.get $33)
            (local.get $43)
           )
          )
         )
         (local.get $34)
        )
       )
      )
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $3)
       (local.get $7)
      )
      (local.get $45)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $5)
       (local.get $7)
      )
      (local.get $39)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $6)
       (local.get $7)
      )
      (local.get $41)
     )
     (br_if $label
      (i32.lt_u
       (local.tee $7
        (i32.add
         (local.get $7)
         (i32.const 64)
        )
       )
       (local.get $8)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $7)
    (local.get $9)
   )
   (then
    (loop $label1
     (local.set $35
      (v128.load align=4
       (i32.add
        (local.get $5)
        (local.get $7)
       )
      )
     )
     (local.set $36
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $7)
       )
      )
     )
     (local.set $37
      (v128.load align=4
       (i32.add
        (local.get $6)
        (local.get $7)
       )
      )
     )
     (local.set $38
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $7)
       )
      )
     )
     (local.set $39
      (f32x4.add
       (f32x4.mul
        (local.get $23)
        (local.get $35)
       )
       (f32x4.mul
        (local.get $24)
        (local.get $36)
       )
      )
     )
     (local.set $41
      (f32x4.add
       (f32x4.mul
        (local.get $25)
        (local.get $37)
       )
       (f32x4.mul
        (local.get $26)
        (f32x4.mul
         (local.tee $52
          (local.get $36)
         )
         (local.get $52)
        )
       )
      )
     )
     (local.set $42
      (f32x4.mul
       (local.get $39)
       (local.get $27)
      )
     )
     (local.set $43
      (f32x4.mul
       (local.get $41)
       (local.get $28)
      )
     )
     (local.set $45
      (f32x4.sub
       (local.get $38)
       (f32x4.div
        (f32x4.mul
         (local.get $29)
         (f32x4.add
          (f32x4.mul
           (local.get $30)
           (local.get $36)
          )
          (f32x4.mul
           (local.get $31)
           (local.get $42)
          )
         )
        )
        (f32x4.add
         (f32x4.sqrt
          (f32x4.add
           (f32x4.mul
            (local.get $32)
            (f32x4.mul
             (local.tee $53
              (local.get $36)
             )
             (local.get $53)
            )
           )
           (f32x4.mul
            (local.get $33)
            (local.get $43)
           )
          )
         )
         (local.get $34)
        )
       )
      )
     )
     (v128.store align=4
      (i32.add
       (local.get $3)
       (local.get $7)
      )
      (local.get $45)
     )
     (v128.store align=4
      (i32.add
       (local.get $5)
       (local.get $7)
      )
      (local.get $39)
     )
     (v128.store align=4
      (i32.add
       (local.get $6)
       (local.get $7)
      )
      (local.get $41)
     )
     (br_if $label1
      (i32.lt_u
       (local.tee $7
        (i32.add
         (local.get $7)
         (i32.const 16)
        )
       )
       (local.get $9)
      )
     )
    )
   )
  )
  (if
   (i32.lt_u
    (local.get $7)
    (local.get $10)
   )
   (then
    (loop $label2
     (local.set $35
      (v128.load32_zero
       (i32.add
        (local.get $5)
        (local.get $7)
       )
      )
     )
     (local.set $36
      (v128.load32_zero
       (i32.add
        (local.get $4)
        (local.get $7)
       )
      )
     )
     (local.set $37
      (v128.load32_zero
       (i32.add
        (local.get $6)
        (local.get $7)
       )
      )
     )
     (local.set $38
      (v128.load32_zero
       (i32.add
        (local.get $3)
        (local.get $7)
       )
      )
     )
     (local.set $39
      (f32x4.add
       (f32x4.mul
        (local.get $23)
        (local.get $35)
       )
       (f32x4.mul
        (local.get $24)
        (local.get $36)
       )
      )
     )
     (local.set $41
      (f32x4.add
       (f32x4.mul
        (local.get $25)
        (local.get $37)
       )
       (f32x4.mul
        (local.get $26)
        (f32x4.mul
         (local.tee $54
          (local.get $36)
         )
         (local.get $54)
        )
       )
      )
     )
     (local.set $42
      (f32x4.mul
       (local.get $39)
       (local.get $27)
      )
     )
     (local.set $43
      (f32x4.mul
       (local.get $41)
       (local.get $28)
      )
     )
     (local.set $45
      (f32x4.sub
       (local.get $38)
       (f32x4.div
        (f32x4.mul
         (local.get $29)
         (f32x4.add
          (f32x4.mul
           (local.get $30)
           (local.get $36)
          )
          (f32x4.mul
           (local.get $31)
           (local.get $42)
          )
         )
        )
        (f32x4.add
         (f32x4.sqrt
          (f32x4.add
           (f32x4.mul
            (local.get $32)
            (f32x4.mul
             (local.tee $55
              (local.get $36)
             )
             (local.get $55)
            )
           )
           (f32x4.mul
            (local.get $33)
            (local.get $43)
           )
          )
         )
         (local.get $34)
        )
       )
      )
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $3)
       (local.get $7)
      )
      (local.get $45)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $5)
       (local.get $7)
      )
      (local.get $39)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $6)
       (local.get $7)
      )
      (local.get $41)
     )
     (br_if $label2
      (i32.lt_u
       (local.tee $7
        (i32.add
         (local.get $7)
         (i32.const 4)
        )
       )
       (local.get $10)
      )
     )
    )
   )
  )
 )
)
