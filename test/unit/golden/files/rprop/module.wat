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
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 v128)
  (local $21 v128)
  (local $22 v128)
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
  (local.set $15
   (f32x4.splat
    (local.get $11)
   )
  )
  (local.set $16
   (f32x4.splat
    (local.get $12)
   )
  )
  (local.set $17
   (f32x4.splat
    (local.get $13)
   )
  )
  (local.set $18
   (f32x4.splat
    (local.get $14)
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
     (local.set $19
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $7)
       )
      )
     )
     (local.set $20
      (v128.load align=4
       (i32.add
        (local.get $6)
        (local.get $7)
       )
      )
     )
     (local.set $21
      (v128.load align=4
       (i32.add
        (local.get $5)
        (local.get $7)
       )
      )
     )
     (local.set $22
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $7)
       )
      )
     )
     (local.set $23
      (f32x4.mul
       (local.get $19)
       (local.get $20)
      )
     )
     (local.set $24
      (f32x4.mul
       (local.get $21)
       (v128.bitselect
        (local.get $15)
        (v128.bitselect
         (local.get $16)
         (f32x4.splat
          (f32.const 1)
         )
         (f32x4.lt
          (local.get $23)
          (f32x4.splat
           (f32.const 0)
          )
         )
        )
        (f32x4.gt
         (local.get $23)
         (f32x4.splat
          (f32.const 0)
         )
        )
       )
      )
     )
     (local.set $25
      (f32x4.min
       (f32x4.max
        (local.get $24)
        (local.get $17)
       )
       (local.get $18)
      )
     )
     (local.set $26
      (v128.bitselect
       (f32x4.splat
        (f32.const 0)
       )
       (local.get $19)
       (f32x4.lt
        (local.get $23)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $28
      (f32x4.sub
       (local.get $22)
       (f32x4.mul
        (v128.bitselect
         (f32x4.splat
          (f32.const 1)
         )
         (v128.bitselect
          (f32x4.splat
           (f32.const -1)
          )
          (local.tee $27
           (local.get $26)
          )
          (f32x4.lt
           (local.get $27)
           (f32x4.splat
            (f32.const 0)
           )
          )
         )
         (f32x4.gt
          (local.get $27)
          (f32x4.splat
           (f32.const 0)
          )
         )
        )
        (local.get $25)
       )
      )
     )
     (local.set $29
      (local.get $26)
     )
     (v128.store align=4
      (i32.add
       (local.get $3)
       (local.get $7)
      )
      (local.get $28)
     )
     (v128.store align=4
      (i32.add
       (local.get $5)
       (local.get $7)
      )
      (local.get $25)
     )
     (v128.store align=4
      (i32.add
       (local.get $6)
       (local.get $7)
      )
      (local.get $29)
     )
     (local.set $19
      (v128.load offset=16 align=4
       (i32.add
        (local.get $4)
        (local.get $7)
       )
      )
     )
     (local.set $20
      (v128.load offset=16 align=4
       (i32.add
        (local.get $6)
        (local.get $7)
       )
      )
     )
     (local.set $21
      (v128.load offset=16 align=4
       (i32.add
        (local.get $5)
        (local.get $7)
       )
      )
     )
     (local.set $22
      (v128.load offset=16 align=4
       (i32.add
        (local.get $3)
        (local.get $7)
       )
      )
     )
     (local.set $23
      (f32x4.mul
       (local.get $19)
       (local.get $20)
      )
     )
     (local.set $24
      (f32x4.mul
       (local.get $21)
       (v128.bitselect
        (local.get $15)
        (v128.bitselect
         (local.get $16)
         (f32x4.splat
          (f32.const 1)
         )
         (f32x4.lt
          (local.get $23)
          (f32x4.splat
           (f32.const 0)
          )
         )
        )
        (f32x4.gt
         (local.get $23)
         (f32x4.splat
          (f32.const 0)
         )
        )
       )
      )
     )
     (local.set $25
      (f32x4.min
       (f32x4.max
        (local.get $24)
        (local.get $17)
       )
       (local.get $18)
      )
     )
     (local.set $26
      (v128.bitselect
       (f32x4.splat
        (f32.const 0)
       )
       (local.get $19)
       (f32x4.lt
        (local.get $23)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $28
      (f32x4.sub
       (local.get $22)
       (f32x4.mul
        (v128.bitselect
         (f32x4.splat
          (f32.const 1)
         )
         (v128.bitselect
          (f32x4.splat
           (f32.const -1)
          )
          (local.tee $30
           (local.get $26)
          )
          (f32x4.lt
           (local.get $30)
           (f32x4.splat
            (f32.const 0)
           )
          )
         )
         (f32x4.gt
          (local.get $30)
          (f32x4.splat
           (f32.const 0)
          )
         )
        )
        (local.get $25)
       )
      )
     )
     (local.set $29
      (local.get $26)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $3)
       (local.get $7)
      )
      (local.get $28)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $5)
       (local.get $7)
      )
      (local.get $25)
     )
     (v128.store offset=16 align=4
      (i32.add
       (local.get $6)
       (local.get $7)
      )
      (local.get $29)
     )
     (local.set $19
      (v128.load offset=32 align=4
       (i32.add
        (local.get $4)
        (local.get $7)
       )
      )
     )
     (local.set $20
      (v128.load offset=32 align=4
       (i32.add
        (local.get $6)
        (local.get $7)
       )
      )
     )
     (local.set $21
      (v128.load offset=32 align=4
       (i32.add
        (local.get $5)
        (local.get $7)
       )
      )
     )
     (local.set $22
      (v128.load offset=32 align=4
       (i32.add
        (local.get $3)
        (local.get $7)
       )
      )
     )
     (local.set $23
      (f32x4.mul
       (local.get $19)
       (local.get $20)
      )
     )
     (local.set $24
      (f32x4.mul
       (local.get $21)
       (v128.bitselect
        (local.get $15)
        (v128.bitselect
         (local.get $16)
         (f32x4.splat
          (f32.const 1)
         )
         (f32x4.lt
          (local.get $23)
          (f32x4.splat
           (f32.const 0)
          )
         )
        )
        (f32x4.gt
         (local.get $23)
         (f32x4.splat
          (f32.const 0)
         )
        )
       )
      )
     )
     (local.set $25
      (f32x4.min
       (f32x4.max
        (local.get $24)
        (local.get $17)
       )
       (local.get $18)
      )
     )
     (local.set $26
      (v128.bitselect
       (f32x4.splat
        (f32.const 0)
       )
       (local.get $19)
       (f32x4.lt
        (local.get $23)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $28
      (f32x4.sub
       (local.get $22)
       (f32x4.mul
        (v128.bitselect
         (f32x4.splat
          (f32.const 1)
         )
         (v128.bitselect
          (f32x4.splat
           (f32.const -1)
          )
          (local.tee $31
           (local.get $26)
          )
          (f32x4.lt
           (local.get $31)
           (f32x4.splat
            (f32.const 0)
           )
          )
         )
         (f32x4.gt
          (local.get $31)
          (f32x4.splat
           (f32.const 0)
          )
         )
        )
        (local.get $25)
       )
      )
     )
     (local.set $29
      (local.get $26)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $3)
       (local.get $7)
      )
      (local.get $28)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $5)
       (local.get $7)
      )
      (local.get $25)
     )
     (v128.store offset=32 align=4
      (i32.add
       (local.get $6)
       (local.get $7)
      )
      (local.get $29)
     )
     (local.set $19
      (v128.load offset=48 align=4
       (i32.add
        (local.get $4)
        (local.get $7)
       )
      )
     )
     (local.set $20
      (v128.load offset=48 align=4
       (i32.add
        (local.get $6)
        (local.get $7)
       )
      )
     )
     (local.set $21
      (v128.load offset=48 align=4
       (i32.add
        (local.get $5)
        (local.get $7)
       )
      )
     )
     (local.set $22
      (v128.load offset=48 align=4
       (i32.add
        (local.get $3)
        (local.get $7)
       )
      )
     )
     (local.set $23
      (f32x4.mul
       (local.get $19)
       (local.get $20)
      )
     )
     (local.set $24
      (f32x4.mul
       (local.get $21)
       (v128.bitselect
        (local.get $15)
        (v128.bitselect
         (local.get $16)
         (f32x4.splat
          (f32.const 1)
         )
         (f32x4.lt
          (local.get $23)
          (f32x4.splat
           (f32.const 0)
          )
         )
        )
        (f32x4.gt
         (local.get $23)
         (f32x4.splat
          (f32.const 0)
         )
        )
       )
      )
     )
     (local.set $25
      (f32x4.min
       (f32x4.max
        (local.get $24)
        (local.get $17)
       )
       (local.get $18)
      )
     )
     (local.set $26
      (v128.bitselect
       (f32x4.splat
        (f32.const 0)
       )
       (local.get $19)
       (f32x4.lt
        (local.get $23)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $28
      (f32x4.sub
       (local.get $22)
       (f32x4.mul
        (v128.bitselect
         (f32x4.splat
          (f32.const 1)
         )
         (v128.bitselect
          (f32x4.splat
           (f32.const -1)
          )
          (local.tee $32
           (local.get $26)
          )
          (f32x4.lt
           (local.get $32)
           (f32x4.splat
            (f32.const 0)
           )
          )
         )
         (f32x4.gt
          (local.get $32)
          (f32x4.splat
           (f32.const 0)
          )
         )
        )
        (local.get $25)
       )
      )
     )
     (local.set $29
      (local.get $26)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $3)
       (local.get $7)
      )
      (local.get $28)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $5)
       (local.get $7)
      )
      (local.get $25)
     )
     (v128.store offset=48 align=4
      (i32.add
       (local.get $6)
       (local.get $7)
      )
      (local.get $29)
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
     (local.set $19
      (v128.load align=4
       (i32.add
        (local.get $4)
        (local.get $7)
       )
      )
     )
     (local.set $20
      (v128.load align=4
       (i32.add
        (local.get $6)
        (local.get $7)
       )
      )
     )
     (local.set $21
      (v128.load align=4
       (i32.add
        (local.get $5)
        (local.get $7)
       )
      )
     )
     (local.set $22
      (v128.load align=4
       (i32.add
        (local.get $3)
        (local.get $7)
       )
      )
     )
     (local.set $23
      (f32x4.mul
       (local.get $19)
       (local.get $20)
      )
     )
     (local.set $24
      (f32x4.mul
       (local.get $21)
       (v128.bitselect
        (local.get $15)
        (v128.bitselect
         (local.get $16)
         (f32x4.splat
          (f32.const 1)
         )
         (f32x4.lt
          (local.get $23)
          (f32x4.splat
           (f32.const 0)
          )
         )
        )
        (f32x4.gt
         (local.get $23)
         (f32x4.splat
          (f32.const 0)
         )
        )
       )
      )
     )
     (local.set $25
      (f32x4.min
       (f32x4.max
        (local.get $24)
        (local.get $17)
       )
       (local.get $18)
      )
     )
     (local.set $26
      (v128.bitselect
       (f32x4.splat
        (f32.const 0)
       )
       (local.get $19)
       (f32x4.lt
        (local.get $23)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $28
      (f32x4.sub
       (local.get $22)
       (f32x4.mul
        (v128.bitselect
         (f32x4.splat
          (f32.const 1)
         )
         (v128.bitselect
          (f32x4.splat
           (f32.const -1)
          )
          (local.tee $33
           (local.get $26)
          )
          (f32x4.lt
           (local.get $33)
           (f32x4.splat
            (f32.const 0)
           )
          )
         )
         (f32x4.gt
          (local.get $33)
          (f32x4.splat
           (f32.const 0)
          )
         )
        )
        (local.get $25)
       )
      )
     )
     (local.set $29
      (local.get $26)
     )
     (v128.store align=4
      (i32.add
       (local.get $3)
       (local.get $7)
      )
      (local.get $28)
     )
     (v128.store align=4
      (i32.add
       (local.get $5)
       (local.get $7)
      )
      (local.get $25)
     )
     (v128.store align=4
      (i32.add
       (local.get $6)
       (local.get $7)
      )
      (local.get $29)
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
     (local.set $19
      (v128.load32_zero
       (i32.add
        (local.get $4)
        (local.get $7)
       )
      )
     )
     (local.set $20
      (v128.load32_zero
       (i32.add
        (local.get $6)
        (local.get $7)
       )
      )
     )
     (local.set $21
      (v128.load32_zero
       (i32.add
        (local.get $5)
        (local.get $7)
       )
      )
     )
     (local.set $22
      (v128.load32_zero
       (i32.add
        (local.get $3)
        (local.get $7)
       )
      )
     )
     (local.set $23
      (f32x4.mul
       (local.get $19)
       (local.get $20)
      )
     )
     (local.set $24
      (f32x4.mul
       (local.get $21)
       (v128.bitselect
        (local.get $15)
        (v128.bitselect
         (local.get $16)
         (f32x4.splat
          (f32.const 1)
         )
         (f32x4.lt
          (local.get $23)
          (f32x4.splat
           (f32.const 0)
          )
         )
        )
        (f32x4.gt
         (local.get $23)
         (f32x4.splat
          (f32.const 0)
         )
        )
       )
      )
     )
     (local.set $25
      (f32x4.min
       (f32x4.max
        (local.get $24)
        (local.get $17)
       )
       (local.get $18)
      )
     )
     (local.set $26
      (v128.bitselect
       (f32x4.splat
        (f32.const 0)
       )
       (local.get $19)
       (f32x4.lt
        (local.get $23)
        (f32x4.splat
         (f32.const 0)
        )
       )
      )
     )
     (local.set $28
      (f32x4.sub
       (local.get $22)
       (f32x4.mul
        (v128.bitselect
         (f32x4.splat
          (f32.const 1)
         )
         (v128.bitselect
          (f32x4.splat
           (f32.const -1)
          )
          (local.tee $34
           (local.get $26)
          )
          (f32x4.lt
           (local.get $34)
           (f32x4.splat
            (f32.const 0)
           )
          )
         )
         (f32x4.gt
          (local.get $34)
          (f32x4.splat
           (f32.const 0)
          )
         )
        )
        (local.get $25)
       )
      )
     )
     (local.set $29
      (local.get $26)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $3)
       (local.get $7)
      )
      (local.get $28)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $5)
       (local.get $7)
      )
      (local.get $25)
     )
     (v128.store32_lane 0
      (i32.add
       (local.get $6)
       (local.get $7)
      )
      (local.get $29)
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
